/**
 * Full-width signs, letters and digits as their plain ones, every kind of dash as `-`. The length stays, so that a place
 * found in the result is the same place in what was typed.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u3000\u00A0]/g, ' ');
}

/** As {@link halfWidth}, and Latin letters small. */
export function plain(text: string): string {
  return halfWidth(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
