import tseslint from 'typescript-eslint';

const ban = (selector, message) => ({ selector, message });

const everywhere = [
  ban('TSEnumDeclaration', 'A union of strings says the same and is plain JavaScript.'),
  ban('TSModuleDeclaration[kind="namespace"]', 'A module is the namespace.'),
  ban('Decorator', 'No decorators: call the function.'),
];
const inSource = [
  ...everywhere,
  ban('ExportDefaultDeclaration', 'A name is given once, where the thing is made.'),
  ban(
    'ClassDeclaration:not([superClass])',
    'Functions take their collaborators; classes are for errors and where an SDK wants one.',
  ),
];
const environment = [
  ban('MemberExpression[object.name="process"][property.name="env"]', 'Only src/config.ts reads the environment.'),
  ban('VariableDeclarator[init.name="process"] Property[key.name="env"]', 'Only src/config.ts reads the environment.'),
];
const awaiting = [
  ban('AwaitExpression', 'Rules, cards and texts get values; they wait for none.'),
  ban('ForOfStatement[await=true]', 'Rules, cards and texts get values; they wait for none.'),
  ban(':function[async=true]', 'Rules, cards and texts get values; they wait for none.'),
  ban('Identifier[name="Promise"]', 'Rules, cards and texts get values; they wait for none.'),
];
const mocking = [
  ban(
    'CallExpression[callee.object.name="vi"][callee.property.name=/^(doMock|mock|hoisted|spyOn|stubGlobal)$/]',
    'Tests use real parts.',
  ),
  ban('MemberExpression[property.name=/^(only|todo)$/][object.name=/^(it|test|describe)$/]', 'All tests run.'),
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'scripts/fixtures/', '.cache/', 'migrations/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    rules: {
      'max-lines': ['error', 400],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...inSource, ...environment],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process' }, { name: 'process' }] }],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', ...inSource] } },
  {
    files: ['src/*/{rules,cards,text}.{ts,tsx}', 'src/*/{rules,cards,text}/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...inSource, ...environment, ...awaiting] },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...mocking],
      // A test reads answers as they come and says what it expects of them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // What is run by hand in a terminal talks to it.
  { files: ['scripts/**', 'bench/**', 'src/main.ts', 'src/admin.ts', 'src/doctor.ts'], rules: { 'no-console': 'off' } },
);
