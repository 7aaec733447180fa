import type { RenderContext } from '../../../src/chat/index.ts';

/** Buttons carry their action and place, and everybody but 新人 has an account. */
export const CONTEXT: RenderContext = {
  language: 'zh-CN',
  valueOf: (button, index) => ({ token: `${button.action}#${index}` }),
  externalIdOf: (person) => (person === 'stranger' ? undefined : `ou_${person}`),
};
