/** A record and the line its first cell stands on, as an editor counts them. */
export type CsvRecord = { line: number; cells: string[] };

/**
 * RFC 4180, and what spreadsheets make of it: a byte order mark, CRLF, LF or CR, quoted cells that hold separators, line ends and
 * doubled quotes; commas, semicolons or tabs, whichever the header uses. A quote in the middle of a cell is text. Blank lines are no
 * records.
 */
export function readCsv(text: string): CsvRecord[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(body);
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  let line = 1;
  let startedOn = 1;
  const endCell = (): void => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endRecord = (): void => {
    endCell();
    if (cells.some((one) => one !== '')) records.push({ line: startedOn, cells });
    cells = [];
  };
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] as string;
    if (sign === '\n' || (sign === '\r' && body[at + 1] !== '\n')) line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '' && !wasQuoted) {
      cell = '';
      quoted = true;
      wasQuoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && body[at + 1] === '\n') continue;
      endRecord();
      startedOn = line;
    } else if (!wasQuoted || sign.trim() !== '') cell += sign;
  }
  if (cell !== '' || cells.length > 0 || wasQuoted) endRecord();
  return records;
}

function separatorOf(body: string): ',' | ';' | '\t' {
  const header = body.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? '';
  const count = (sign: string): number => header.split(sign).length;
  if (count('\t') > count(',') && count('\t') >= count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
