import type { PersonId } from '../core/ids.ts';
import type { Feature, WorkContext } from '../delivery/index.ts';
import type { Task } from './queries.ts';

/**
 * A later feature that wants to know at once when a task is done, dropped, moved or opened again in chat. What files and other
 * systems change is seen by its own sweep.
 */
export type WatchesTasks = { onTaskChanged?(context: WorkContext, change: { task: Task; by: PersonId }): Promise<void> };

export async function tellWatchers(context: WorkContext, change: { task: Task; by: PersonId }): Promise<void> {
  const watchers: readonly (Feature & WatchesTasks)[] = context.features;
  for (const feature of watchers) await feature.onTaskChanged?.(context, change);
}
