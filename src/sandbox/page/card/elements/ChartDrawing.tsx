import type { ISpec } from '@visactor/vchart';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import type { Wire } from '../wire.ts';
import { VChart } from './charts.ts';

interface Props {
  readonly spec: Wire;
  readonly fallback: ReactNode;
}

/** Loaded only when a card holds a chart: this module carries VChart. */
export function ChartDrawing({ spec, fallback }: Props): ReactNode {
  const { dark } = useReader();
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const dom = frame.current;
    if (dom === null) return;
    try {
      // VChart writes into the spec it is given; the message must stay as it was sent.
      const own = {
        ...structuredClone(spec),
        background: 'transparent',
        theme: spec['theme'] ?? { fontFamily: getComputedStyle(dom).fontFamily },
      } as unknown as ISpec;
      const chart = new VChart(own, { dom, theme: dark ? 'dark' : 'light', animation: false });
      chart.renderSync();
      setFailed(false);
      return () => chart.release();
    } catch {
      setFailed(true);
      return undefined;
    }
  }, [spec, dark]);
  return failed ? fallback : <div ref={frame} className="chart-canvas" />;
}
