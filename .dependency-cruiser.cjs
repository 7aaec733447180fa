/**
 * Who may import whom: each line may import every line above it, and folders of one line not each other.
 * docs: the plan's section 1; `npm run check` proves on a wrong tree (scripts/fixtures/wrong-imports) that every rule bites.
 */
const LAYERS = [
  ['core'],
  ['db', 'chat'],
  ['settings'],
  ['people'],
  ['delivery'],
  ['data'],
  ['responses'],
  ['okr'],
  ['checkin'],
  ['points'],
  ['ideas'],
  ['rewards'],
  ['alerts'],
  ['reviews'],
  ['surveys'],
  ['effects'],
  ['rollout'],
  ['desk'],
  ['demo', 'web'],
];

/** Beside the line: what each may import. */
const ASIDE = {
  platforms: ['core', 'chat'],
  connectors: ['core', 'db', 'settings', 'people', 'data'],
  sandbox: ['core'],
};

const anyOf = (folders) => `^src/(${folders.join('|')})/`;
const everything = [...LAYERS.flat(), ...Object.keys(ASIDE)];

const layers = LAYERS.flatMap((line, rank) =>
  line.map((folder) => ({
    name: `layer-${folder}`,
    comment: `${folder} may import only what lies below it. A wish for a back arrow means that a rule belongs lower.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: anyOf([...LAYERS.slice(0, rank).flat(), folder]) },
  })),
);

const aside = Object.entries(ASIDE).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `${folder} may import only ${allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: anyOf([...allowed, folder]) },
}));

const siblings = ['platforms', 'connectors'].map((folder) => ({
  name: `${folder}-know-nothing-of-each-other`,
  severity: 'error',
  from: { path: `^src/${folder}/([^/]+)/` },
  to: { path: `^src/${folder}/[^/]+/`, pathNot: `^src/${folder}/$1/` },
}));

const only = (name, path, where) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path },
});

module.exports = {
  forbidden: [
    ...layers,
    ...aside,
    ...siblings,
    {
      name: 'known-folders-only',
      comment: 'A new folder gets its place in the list above first.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: anyOf(everything) },
    },
    {
      name: 'through-the-index',
      comment: 'Another folder is entered through its index.ts; core and db are open.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/(core|db)/', '^src/$1/', '^src/[^/]+/index\\.ts$', '^src/(platforms|connectors)/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'app-through-the-index',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/(core|db)/', '^src/[^/]+/index\\.ts$', '^src/(platforms|connectors)/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'config-knows-core-only',
      severity: 'error',
      from: { path: '^src/(config|config-variables|secret)\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/(config|config-variables|secret)\\.ts$'] },
    },
    {
      name: 'main-is-the-start',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules, cards and texts get values; they fetch none.',
      severity: 'error',
      from: { path: '^src/[^/]+/(rules|cards|text)(\\.ts|/)', pathNot: '^src/(core|db)/' },
      to: {
        path: ['^src/db/', '^src/[^/]+/(queries|actions|jobs)(\\.ts|/)', '^(node:)?(fs|http|https|net|child_process)(/|$)'],
        dependencyTypesNot: ['type-only'],
      },
    },
    only('feishu-sdk-in-its-adapter', '(^|node_modules/)@larksuiteoapi/', '^src/platforms/feishu/'),
    only('dingtalk-sdk-in-its-adapter', '(^|node_modules/)dingtalk-stream(/|$)', '^src/platforms/dingtalk/'),
    only('engines-in-columns', 'node_modules/drizzle-orm/(sqlite-core|pg-core)/', '^src/db/'),
    only(
      'drivers-in-db',
      'node_modules/(better-sqlite3|pg|@electric-sql|drizzle-orm/(better-sqlite3|node-postgres|pglite))/',
      '^src/db/',
    ),
    {
      name: 'no-cycles',
      severity: 'error',
      // A card on the page contains elements that contain elements: components that draw each other.
      from: { path: '^src/', pathNot: '^src/sandbox/page/card/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports it and it starts nothing.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', '^src/(main|vite-env\\.d)\\.ts$'] },
      to: {},
    },
    {
      name: 'runs-without-dev-packages',
      comment: 'What the built program imports stands under dependencies; browser code is bundled.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/sandbox/page/', '^src/web/client/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-lumber-rooms',
      comment: 'A file is named for the noun it is about.',
      severity: 'error',
      from: {},
      to: { path: '^src/.*(^|[/-])(utils?|helpers?|managers?|services?|common|misc)(\\.tsx?$|/)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
