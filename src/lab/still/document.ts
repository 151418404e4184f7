/**
 * The little of the DOM that Observable Plot needs to draw: elements are made, given
 * attributes and children, and written out as SVG. Nothing is queried and no event exists.
 */
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ESCAPES[c] as string);
}

class StandInNode {
  parentNode: StandInElement | null = null;
  readonly ownerDocument: StandInDocument;
  constructor(ownerDocument: StandInDocument) {
    this.ownerDocument = ownerDocument;
  }
}

class StandInText extends StandInNode {
  readonly nodeType = 3;
  nodeValue: string;
  constructor(ownerDocument: StandInDocument, value: string) {
    super(ownerDocument);
    this.nodeValue = value;
  }
  override toString(): string {
    return escapeXml(this.nodeValue);
  }
}

export class StandInElement extends StandInNode {
  readonly nodeType = 1;
  readonly tagName: string;
  readonly namespaceURI = 'http://www.w3.org/2000/svg';
  readonly attributes = new Map<string, string>();
  readonly childNodes: (StandInElement | StandInText)[] = [];
  readonly style = { setProperty() {}, removeProperty() {} };

  constructor(ownerDocument: StandInDocument, tagName: string) {
    super(ownerDocument);
    this.tagName = tagName;
  }
  get children(): StandInElement[] {
    return this.childNodes.filter((child) => child instanceof StandInElement);
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  setAttributeNS(_space: string | null, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  appendChild<T extends StandInElement | StandInText>(child: T): T {
    return this.insertBefore(child, null);
  }
  append(...children: (StandInElement | string)[]): void {
    for (const child of children) {
      this.appendChild(typeof child === 'string' ? this.ownerDocument.createTextNode(child) : child);
    }
  }
  insertBefore<T extends StandInElement | StandInText>(
    child: T,
    next: StandInElement | StandInText | null,
  ): T {
    child.parentNode?.removeChild(child);
    const at = next === null ? -1 : this.childNodes.indexOf(next);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    child.parentNode = this;
    return child;
  }
  removeChild(child: StandInElement | StandInText): void {
    const at = this.childNodes.indexOf(child);
    if (at >= 0) this.childNodes.splice(at, 1);
    child.parentNode = null;
  }
  set textContent(value: string) {
    this.childNodes.length = 0;
    if (value !== '' && value != null) this.appendChild(this.ownerDocument.createTextNode(String(value)));
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): never[] {
    return [];
  }
  override toString(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
    const inner = this.childNodes.join('');
    return inner === ''
      ? `<${this.tagName}${attributes}/>`
      : `<${this.tagName}${attributes}>${inner}</${this.tagName}>`;
  }
}

export class StandInDocument {
  readonly documentElement = new StandInElement(this, 'html');
  createElementNS(_space: string, tagName: string): StandInElement {
    return new StandInElement(this, tagName);
  }
  createElement(tagName: string): StandInElement {
    return new StandInElement(this, tagName);
  }
  createTextNode(value: string): StandInText {
    return new StandInText(this, value);
  }
}
