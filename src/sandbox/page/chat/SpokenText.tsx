import { Fragment, type ReactNode } from 'react';
import { Person } from '../card/Person.tsx';
import { part, parts, text, type Wire } from '../card/wire.ts';

const PIECE = /(<at (?:user_id|id)="?[^">]*"?>.*?<\/at>|@_user_\d+|@_all|https?:\/\/[^\s<>"']+)/;

/** A text message as it went over the wire, its mentions and links made readable. */
export function SpokenText({ raw, outline }: { readonly raw: Wire; readonly outline: string }): ReactNode {
  const said = text(raw, 'text') ?? outline;
  const mentions = parts(raw, 'mentions');
  return said.split(PIECE).map((piece, at) => <Fragment key={at}>{pieceNode(piece, mentions)}</Fragment>);
}

function pieceNode(piece: string, mentions: readonly Wire[]): ReactNode {
  const tag = /^<at (?:user_id|id)="?([^">]*)"?>(.*?)<\/at>$/.exec(piece);
  if (tag !== null) return <Person id={tag[1] ?? ''} mention fallback={tag[2] ?? ''} />;
  if (piece === '@_all') return <Person id="all" mention />;
  if (/^@_user_\d+$/.test(piece)) {
    const mention = mentions.find((each) => text(each, 'key') === piece);
    const id = text(part(mention, 'id'), 'open_id') ?? text(mention, 'id') ?? '';
    return mention === undefined ? piece : <Person id={id} mention fallback={text(mention, 'name') ?? ''} />;
  }
  if (!/^https?:/.test(piece)) return piece;
  return (
    <a href={piece} target="_blank" rel="noopener noreferrer">
      {piece}
    </a>
  );
}
