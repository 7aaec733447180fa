import type { ReactNode } from 'react';

const PATHS = {
  pulse: 'M3 12.5h4l2.5-7 4.5 13 2.6-6H21',
  group:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11Zm-6 8c.4-3.2 2.8-5 6-5s5.600 1.800 6 5M15.500 5a3 3 0 0 1 0 5.800M17.500 14.400c2 .7 3.200 2.300 3.500 4.600',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.500 4.500',
  send: 'm4 12 16-7-5 15-3.500-6L4 12Zm7.500 2L20 5',
  mic: 'M12 15a3.500 3.500 0 0 0 3.500-3.500v-4a3.500 3.500 0 0 0-7 0v4A3.500 3.500 0 0 0 12 15Zm-6.500-4a6.500 6.500 0 0 0 13 0M12 18v3',
  back: 'm14.500 5-7 7 7 7',
  down: 'm6 9.500 6 6 6-6',
  right: 'm9.500 6 6 6-6 6',
  left: 'm14.500 6-6 6 6 6',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  play: 'M8 5.500v13l10.500-6.500L8 5.500Z',
  pause: 'M8.500 5.500v13M15.500 5.500v13',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  phone:
    'M8 3h8a1.500 1.500 0 0 1 1.500 1.500v15A1.500 1.500 0 0 1 16 21H8a1.500 1.500 0 0 1-1.500-1.500v-15A1.500 1.500 0 0 1 8 3Zm3 15h2',
  swap: 'M4 9h14l-3.500-3.500M20 15H6l3.500 3.500',
  more: 'M5.500 12h.01M12 12h.01M18.500 12h.01',
  image: 'M4 5.500h16v13H4v-13Zm0 10 4.500-4.500 4 4 3-3 4.500 4.500M15.500 9.500h.01',
  alert: 'M12 4 2.800 19.500h18.400L12 4Zm0 6v4.500M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.500M12 7.500h.01',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.500 2',
  wave: 'M6 10v4M10 7v10M14 9v6M18 5.500v13',
  chat: 'M4 5.500h16v11H12l-4.500 3.500v-3.500H4v-11Z',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12Zm9.500 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  dot: 'M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z',
  calendar: 'M4.500 6h15v14h-15V6Zm0 4.500h15M8.500 3.500V8M15.500 3.500V8',
  flag: 'M6 21V4h12l-2.500 4.500L18 13H6',
  star: 'm12 3.500 2.600 5.500 6 .8-4.400 4.200 1.100 6L12 17l-5.300 3 1.100-6L3.400 9.800l6-.8L12 3.500Z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }): ReactNode => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);

const BY_WORD: readonly (readonly [string, IconName])[] = [
  ['chat', 'chat'],
  ['calendar', 'calendar'],
  ['time', 'clock'],
  ['alarm', 'clock'],
  ['warn', 'alert'],
  ['error', 'alert'],
  ['info', 'info'],
  ['yes', 'check'],
  ['done', 'check'],
  ['check', 'check'],
  ['succeed', 'check'],
  ['member', 'group'],
  ['group', 'group'],
  ['search', 'search'],
  ['down', 'down'],
  ['right', 'right'],
  ['left', 'left'],
  ['close', 'close'],
  ['more', 'more'],
  ['flag', 'flag'],
  ['star', 'star'],
  ['goal', 'flag'],
  ['okr', 'flag'],
  ['trend', 'pulse'],
  ['data', 'pulse'],
  ['image', 'image'],
];

export const iconFor = (token: string): IconName => BY_WORD.find(([word]) => token.includes(word))?.[1] ?? 'dot';
