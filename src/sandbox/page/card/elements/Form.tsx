import type { ReactNode } from 'react';
import { Elements } from '../Element.tsx';
import { FormContext } from '../scope.ts';
import { boxOf, spacingOf } from '../sizes.ts';
import { parts, text, type Wire } from '../wire.ts';

export const Form = ({ of }: { readonly of: Wire }): ReactNode => (
  <FormContext value={of}>
    <form
      className="form"
      style={{ padding: boxOf(text(of, 'padding')), gap: spacingOf(text(of, 'vertical_spacing')) }}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <Elements of={parts(of, 'elements')} />
    </form>
  </FormContext>
);
