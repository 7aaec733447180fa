import type { ReactNode } from 'react';
import { Icon, iconFor } from '../shell/Icon.tsx';
import { inkOf } from './colours.ts';
import { text, type Wire } from './wire.ts';

/** The platform has hundreds of icons by token; those we have no drawing for show as a dot of the same size. */
export function WireIcon({ of }: { readonly of: Wire | undefined }): ReactNode {
  if (of === undefined) return null;
  return (
    <span className="wire-icon" style={{ color: inkOf(text(of, 'color')) }} title={text(of, 'token')}>
      <Icon name={iconFor(text(of, 'token') ?? '')} />
    </span>
  );
}
