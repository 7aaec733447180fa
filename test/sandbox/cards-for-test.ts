type Wire = Record<string, unknown>;

const plain = (content: string): Wire => ({ tag: 'plain_text', content });

export const sayCard = (content: string): Wire => ({ schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } });

/** A form with one of each field, and buttons outside it. */
export const reviewCard: Wire = {
  schema: '2.0',
  header: { title: plain('双周回顾'), text_tag_list: [{ tag: 'text_tag', text: plain('待办') }] },
  body: {
    elements: [
      { tag: 'markdown', content: '请在**周五前**完成' },
      {
        tag: 'form',
        name: 'review',
        elements: [
          { tag: 'input', name: 'why', label: plain('为什么'), required: true, max_length: 10 },
          { tag: 'input', name: 'more', default_value: '老样子' },
          {
            tag: 'select_static',
            name: 'level',
            placeholder: plain('打分'),
            options: [
              { text: plain('低'), value: '1' },
              { text: plain('高'), value: '2' },
            ],
          },
          { tag: 'multi_select_person', name: 'with', placeholder: plain('和谁') },
          { tag: 'select_person', name: 'owner' },
          { tag: 'date_picker', name: 'due', initial_date: '2026-09-30' },
          { tag: 'picker_time', name: 'time' },
          { tag: 'picker_datetime', name: 'moment' },
          { tag: 'checker', name: 'sure', text: plain('确认') },
          {
            tag: 'button',
            name: 'send',
            form_action_type: 'submit',
            text: plain('提交'),
            behaviors: [{ type: 'callback', value: { act: 'review', id: 17 } }],
          },
          { tag: 'button', name: 'again', form_action_type: 'reset', text: plain('重填') },
        ],
      },
      { tag: 'button', text: plain('收到'), behaviors: [{ type: 'callback', value: { act: 'ack' } }] },
      { tag: 'button', text: plain('不能按'), disabled: true, behaviors: [{ type: 'callback', value: {} }] },
      { tag: 'button', text: plain('去看'), behaviors: [{ type: 'open_url', default_url: 'https://example.invalid/okr' }] },
      {
        tag: 'select_static',
        name: 'quick',
        options: [{ text: plain('低'), value: '1' }],
        behaviors: [{ type: 'callback', value: { act: 'quick' } }],
      },
    ],
  },
};
