import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { press as sendPress, type Pressed } from '../live/api.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useDraft } from './drafts.ts';
import { Elements } from './Element.tsx';
import { collect, fieldsOf, nameOf, type Values } from './fields.ts';
import { Header } from './Header.tsx';
import { safeUrl } from './markdown/inline.ts';
import { alignOf, boxOf, spacingOf } from './sizes.ts';
import { CardContext, type CardScope } from './scope.ts';
import { actionOf, behavioursOf, bodyOf } from './walk.ts';
import { part, parts, text, type Wire } from './wire.ts';

export interface CardProps {
  readonly raw: Wire;
  readonly message: string;
  readonly as: string;
  onAnswer(answer: Pressed): void;
  onRefusal(sentence: string): void;
}

/** One card, drawn from what went over the wire and nothing else. */
export function Card({ raw, message, as, onAnswer, onRefusal }: CardProps): ReactNode {
  const { words, language, directory } = useReader();
  const version = useMemo(() => JSON.stringify(raw), [raw]);
  const draft = useDraft(`${as}/${message}`, version);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [pressing, setPressing] = useState<Wire>();
  const [asking, setAsking] = useState<{ component: Wire; go: () => void }>();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    setMissing(new Set());
    setPressing(undefined);
  }, [version, as]);
  if (raw['schema'] !== '2.0') return <p className="message-note">{words.oldCard}</p>;

  const employeeOf = (openId: string): string => directory.byOpenId.get(openId)?.employeeNo ?? openId;

  const open = (url: string | undefined): void => {
    const safe = safeUrl(url);
    if (safe === undefined) onRefusal(words.linkRefused);
    else window.open(safe, '_blank', 'noopener,noreferrer');
  };

  const send = (component: Wire, values: Values): void => {
    setPressing(component);
    void sendPress(as, message, actionOf(raw, component), values).then((answer) => {
      setPressing((now) => (now === component ? undefined : now));
      onAnswer(answer);
    });
  };

  const press = (component: Wire, form?: Wire, given?: Values): void => {
    if (pressing !== undefined) return;
    const kind = text(component, 'form_action_type');
    if (form !== undefined && kind === 'reset') {
      setMissing(new Set());
      draft.clear(fieldsOf(form).map(nameOf));
      return;
    }
    const collected = form !== undefined && kind === 'submit' ? collect(form, draft.values, employeeOf) : undefined;
    if (collected !== undefined && collected.missing.length > 0) {
      setMissing(new Set(collected.missing));
      focusField(frame.current, collected.missing[0] ?? '');
      return;
    }
    const go = (): void => {
      setMissing(new Set());
      const link = behavioursOf(component, 'open_url')[0];
      if (link !== undefined) open(text(link, 'pc_url') ?? text(link, 'default_url'));
      const calls = collected !== undefined || behavioursOf(component, 'callback').length > 0;
      if (calls) send(component, collected?.values ?? given ?? {});
    };
    if (part(component, 'confirm') === undefined) go();
    else setAsking({ component, go });
  };

  const scope: CardScope = {
    card: raw,
    locale: language === 'zh-CN' ? 'zh_cn' : 'en_us',
    typed: draft.values,
    missing,
    pressing,
    type: (field, value) => {
      const name = nameOf(field);
      draft.type(name, value);
      if (missing.has(name)) setMissing(new Set([...missing].filter((each) => each !== name)));
    },
    press,
    open,
  };
  const body = bodyOf(raw);
  const link = part(raw, 'card_link');
  return (
    <CardContext value={scope}>
      <article
        ref={frame}
        className={`card card-${text(part(raw, 'config'), 'width_mode') ?? 'default'}`}
        aria-busy={pressing !== undefined}
      >
        <Header card={raw} />
        <div
          className={`card-body ${text(body, 'direction') === 'horizontal' ? 'is-row' : ''}`}
          style={bodyStyle(body)}
          {...(link === undefined
            ? {}
            : { onClick: (event) => isOutsideControls(event.target) && open(text(link, 'pc_url') ?? text(link, 'url')) })}
        >
          <Elements of={parts(body, 'elements')} />
        </div>
      </article>
      {asking !== undefined && (
        <ConfirmDialog
          component={asking.component}
          onCancel={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined);
            asking.go();
          }}
        />
      )}
    </CardContext>
  );
}

function bodyStyle(body: Wire): CSSProperties {
  return {
    padding: boxOf(text(body, 'padding')),
    gap: spacingOf(text(body, 'direction') === 'horizontal' ? text(body, 'horizontal_spacing') : text(body, 'vertical_spacing')),
    alignItems: text(body, 'direction') === 'horizontal' ? alignOf(text(body, 'vertical_align')) : undefined,
  };
}

const isOutsideControls = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a,button,input,select,textarea,label,summary,[role]') === null;

function focusField(frame: HTMLElement | null, name: string): void {
  frame?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)?.focus();
}
