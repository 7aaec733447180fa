/**
 * A sound with nothing to hear: the pages an Ogg Opus file begins with. What was said stands in the comment header,
 * where a player shows titles; whoever plays the speech service reads it there.
 */
export function spokenFile(text: string): Buffer {
  const vendor = Buffer.from('sandbox');
  const comment = Buffer.from(`TRANSCRIPT=${text}`);
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0x3e, 0, 0, 0, 0, 0])]);
  const tags = Buffer.concat([
    Buffer.from('OpusTags'),
    uint32(vendor.length),
    vendor,
    uint32(1),
    uint32(comment.length),
    comment,
  ]);
  return Buffer.concat([page(head, 0, 2), page(tags, 1, 0)]);
}

function page(packet: Buffer, sequence: number, flags: number): Buffer {
  const lacing: number[] = [];
  for (let rest = packet.length; ; rest -= 255) {
    lacing.push(Math.min(rest, 255));
    if (rest < 255) break;
  }
  const header = Buffer.concat([
    Buffer.from('OggS'),
    Buffer.from([0, flags]),
    Buffer.alloc(8),
    uint32(1),
    uint32(sequence),
    Buffer.alloc(4),
  ]);
  return Buffer.concat([header, Buffer.from([lacing.length, ...lacing]), packet]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
