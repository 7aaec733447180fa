import { Component, lazy, Suspense, type CSSProperties, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { part, text, type Wire } from '../wire.ts';

const Drawing = lazy(() => import('./ChartDrawing.tsx').then(({ ChartDrawing }) => ({ default: ChartDrawing })));
const RATIOS: Record<string, string> = { '1:1': '1 / 1', '2:1': '2 / 1', '4:3': '4 / 3', '16:9': '16 / 9' };

export function Chart({ of }: { readonly of: Wire }): ReactNode {
  const { words } = useReader();
  const spec = part(of, 'chart_spec');
  const height = text(of, 'height');
  const style: CSSProperties =
    height !== undefined && height !== 'auto' ? { height } : { aspectRatio: RATIOS[text(of, 'aspect_ratio') ?? ''] ?? '16 / 9' };
  const failed = <span className="chart-note">{words.chartFailed}</span>;
  return (
    <div className="chart" style={style} role="img" aria-label={text(part(spec, 'title'), 'text') ?? text(spec, 'type')}>
      {spec === undefined ? (
        failed
      ) : (
        <Guard fallback={failed}>
          <Suspense fallback={<span className="chart-note">{words.chartLoading}</span>}>
            <Drawing spec={spec} fallback={failed} />
          </Suspense>
        </Guard>
      )}
    </div>
  );
}

/** A chunk that can't be loaded must not take the conversation with it. React knows error boundaries only as classes. */
class Guard extends Component<{ readonly fallback: ReactNode; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
