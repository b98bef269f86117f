// What the browser's code may rely on beyond the language, for the type checker alone (make lint).
// What is found in a page is known by its attributes, not by its class: the checker takes our word for it there.

interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}
interface EventTarget {
  closest?(selectors: string): any;
}
interface Document {
  readonly activeElement: any;
}
interface Window {
  Plotly: any;
}
declare const lunr: any;

/** What an explorer answers with (views/blocks.py). */
interface Say {
  kind: string;
  id: string;
  words: string;
  tone: string;
}
interface Table {
  kind: string;
  id: string;
  caption: string;
  columns: string[];
  rows: string[][];
  empty: string;
  shares: string[];
}
type Block = Say | Table;
