import type { ViewScope } from '~/domain/access/access'
import { follow } from '~/domain/notices/follows.commands.server'
import { giveTask } from '~/domain/notices/inbox.commands.server'
import { NewTask } from '~/domain/notices/notice'
import { chooseChannels } from '~/domain/notices/preferences.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import type { Cast } from '../demo.server'

const DAY_MS = 86_400_000

/** Gives the people of the demo tasks, and follows a file for them. What waits for review comes into inboxes by itself. */
export async function seedInbox(db: Db, { manager, editor }: Cast, byFile: Map<string, string>): Promise<void> {
  const there = await db.selectFrom('notice').where('type', '=', 'task').select('id').limit(1).executeTakeFirst()
  if (there) return
  const now = await dbNow(db)
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
  const [first, second] = byFile.values()
  // All of the demo is approved at once, which is no news.
  await chooseChannels(db, editor.id, { approved: 'none' })
  const tasks = [
    {
      by: manager,
      task: { title: 'Translate the description into Basque', assignee: editor.id, asset: first, dueOn: day(3) },
    },
    {
      by: manager,
      task: { title: 'Ask the photographers for winter pictures of the coast', assignee: editor.id, dueOn: day(10) },
    },
    {
      by: editor,
      task: {
        title: 'Decide which picture opens the press portal',
        assignee: manager.id,
        asset: second,
        dueOn: day(1),
      },
    },
  ]
  for (const { by, task } of tasks) await giveTask(db, by, NewTask.parse(task))
  const scope: ViewScope = {
    ...{ db, now },
    viewer: { kind: 'staff', personId: manager.id, name: manager.name, role: manager.role },
  }
  if (first) await follow(scope, manager.id, { assetId: first })
}
