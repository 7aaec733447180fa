import { relative } from 'node:path';
import ts from 'typescript';

/**
 * Exported values of src/ that nobody imports, neither src nor a test. A re-export is a use of what it passes on and must be used
 * itself. Types are left alone: they name the parts of a signature whether or not somebody writes the name.
 * Written here because knip's native parser leaves a lockfile that fails where its binary is missing.
 */

/** Read whole, not by name: the start of the program and of the page, and the tables, which drizzle-kit collects. */
const READ_WHOLE = /^src\/(main\.ts|sandbox\/page\/main\.tsx|web\/client\/main\.tsx|[^/]+\/schema\.ts)$/;

const parsed = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail });
if (!parsed) throw new Error('tsconfig.json is not readable');
const program = ts.createProgram(parsed.fileNames, parsed.options);
const checker = program.getTypeChecker();
const files = program
  .getSourceFiles()
  .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file));

const used = new Map<ts.SourceFile, Set<string>>();
const ALL = '*';

for (const file of files) visit(file, file);

const unused: string[] = [];
let looked = 0;
for (const file of files) {
  const path = relative(process.cwd(), file.fileName);
  const symbol = checker.getSymbolAtLocation(file);
  if (!path.startsWith('src/') || READ_WHOLE.test(path) || !symbol) continue;
  const names = used.get(file);
  for (const exported of checker.getExportsOfModule(symbol)) {
    if (!isValue(exported)) continue;
    const { name } = exported;
    looked += 1;
    if (!names?.has(name) && !names?.has(ALL)) unused.push(`${path}: ${name}`);
  }
}

for (const line of unused) console.error(`nobody imports ${line}`);
if (looked === 0) console.error('no exports were looked at');
console.log(`${looked} exports looked at, ${unused.length} unused`);
process.exitCode = unused.length > 0 || looked === 0 ? 1 : 0;

function visit(node: ts.Node, file: ts.SourceFile): void {
  if (ts.isImportDeclaration(node)) markImport(node);
  else if (ts.isExportDeclaration(node) && node.moduleSpecifier) markReExport(node, node.moduleSpecifier);
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    mark(node.argument.literal, node.qualifier ? leftmost(node.qualifier) : ALL);
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
    mark(node.arguments[0], ALL);
  }
  ts.forEachChild(node, (child) => visit(child, file));
}

function markImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
  if (!importClause) return;
  if (importClause.name) mark(moduleSpecifier, 'default');
  const bindings = importClause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) mark(moduleSpecifier, ALL);
  if (bindings && ts.isNamedImports(bindings))
    for (const one of bindings.elements) mark(moduleSpecifier, (one.propertyName ?? one.name).text);
}

function markReExport({ exportClause }: ts.ExportDeclaration, from: ts.Expression): void {
  if (!exportClause || ts.isNamespaceExport(exportClause)) mark(from, ALL);
  else for (const one of exportClause.elements) mark(from, (one.propertyName ?? one.name).text);
}

function mark(specifier: ts.Node, name: string): void {
  const target = checker.getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
  if (!target) return;
  const names = used.get(target) ?? new Set();
  names.add(name);
  used.set(target, names);
}

function isValue(symbol: ts.Symbol): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0;
}

function leftmost(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : leftmost(name.left);
}

function fail(diagnostic: ts.Diagnostic): void {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}
