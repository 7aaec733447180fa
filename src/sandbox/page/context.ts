import { createContext, use } from 'react';
import type { Language } from '../../core/text.ts';
import { NOBODY, type Directory } from './live/directory.ts';
import { page, type PageText } from './text.ts';

/** What every part of the page needs to know about its reader. */
export interface Reader {
  readonly language: Language;
  readonly words: PageText;
  readonly dark: boolean;
  readonly directory: Directory;
  readonly bot: { readonly openId: string; readonly name: string };
}

export const ReaderContext = createContext<Reader>({
  language: 'zh-CN',
  words: page('zh-CN'),
  dark: false,
  directory: NOBODY,
  bot: { openId: '', name: '' },
});

export const useReader = (): Reader => use(ReaderContext);
