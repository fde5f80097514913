import * as ts from 'typescript';

/** The messages that a source file shows: each key of `t` and `Trans` with its English text. Used by tests only. */
export function messagesOf(fileName: string, source: string): Array<[key: string, text: string]> {
  const messages: Array<[string, string]> = [];
  const visit = (node: ts.Node): void => {
    const message = messageOfCall(node) ?? messageOfTrans(node);
    if (message) {
      messages.push(message);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true));
  return messages;
}

function messageOfCall(node: ts.Node): [string, string] | undefined {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 't') {
    return undefined;
  }
  const [key, text] = node.arguments;
  return key && text && ts.isStringLiteral(key) && ts.isStringLiteral(text) ? [key.text, text.text] : undefined;
}

function messageOfTrans(node: ts.Node): [string, string] | undefined {
  if (!ts.isJsxElement(node) || node.openingElement.tagName.getText() !== 'Trans') {
    return undefined;
  }
  const key = node.openingElement.attributes.properties.find((attribute) => attribute.name?.getText() === 'i18nKey');
  const literal = key && ts.isJsxAttribute(key) && key.initializer;
  return literal && ts.isStringLiteral(literal)
    ? [literal.text, node.children.map(textOfChild).join('').trim()]
    : undefined;
}

function textOfChild(child: ts.JsxChild): string {
  if (ts.isJsxText(child)) {
    return child.text.replace(/\s+/g, ' ').replaceAll('&apos;', "'");
  }
  return ts.isJsxExpression(child) && child.expression && ts.isStringLiteral(child.expression)
    ? child.expression.text
    : '';
}
