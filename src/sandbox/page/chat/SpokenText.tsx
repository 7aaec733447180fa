import { Fragment, type ReactNode } from 'react';
import { Person } from '../card/Person.tsx';
import { text } from '../card/wire.ts';
import type { Message } from '../live/api.ts';

const PIECE = /(<at (?:user_id|id)="?[^">]*"?>.*?<\/at>|@_user_\d+|@_all|https?:\/\/[^\s<>"']+)/;

/** A text message as it went over the wire, its mentions and links made readable. */
export function SpokenText({ message }: { readonly message: Message }): ReactNode {
  const said = text(message.raw, 'text') ?? message.outline;
  return said.split(PIECE).map((piece, at) => (
    <Fragment key={at}>
      <Piece of={piece} mentions={message.mentions ?? []} />
    </Fragment>
  ));
}

function Piece({ of, mentions }: { readonly of: string; readonly mentions: NonNullable<Message['mentions']> }): ReactNode {
  const tag = /^<at (?:user_id|id)="?([^">]*)"?>(.*?)<\/at>$/.exec(of);
  if (tag !== null) return <Person id={tag[1] ?? ''} mention fallback={tag[2] ?? ''} />;
  if (of === '@_all') return <Person id="all" mention />;
  const mentioned = mentions.find((each) => each.key === of);
  if (mentioned !== undefined) return <Person id={mentioned.openId} mention fallback={mentioned.name} />;
  if (!/^https?:/.test(of)) return of;
  return (
    <a href={of} target="_blank" rel="noopener noreferrer">
      {of}
    </a>
  );
}
