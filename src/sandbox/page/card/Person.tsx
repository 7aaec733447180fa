import type { ReactNode } from 'react';
import { useReader } from '../context.ts';
import { Avatar } from '../shell/Avatar.tsx';

interface Props {
  /** An open id, or `all`. */
  readonly id: string;
  readonly mention?: boolean;
  readonly fallback?: string;
  readonly avatar?: boolean;
  readonly name?: boolean;
  readonly size?: string | undefined;
}

export function Person({ id, mention = false, fallback = '', avatar = false, name = true, size }: Props): ReactNode {
  const { directory, words, bot } = useReader();
  const known =
    directory.byOpenId.get(id)?.name ?? directory.byNo.get(id)?.name ?? (id !== '' && id === bot.openId ? bot.name : undefined);
  const shown = id === 'all' ? words.everyone : (known ?? (fallback === '' ? words.stranger : fallback));
  if (mention) return <span className="mention">@{shown}</span>;
  return (
    <span className="person" title={shown}>
      {avatar && (
        <Avatar name={shown} seed={id} size={size === 'large' ? 40 : size === 'medium' ? 32 : size === 'extra_small' ? 20 : 24} />
      )}
      {name && <span>{shown}</span>}
    </span>
  );
}
