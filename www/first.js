// The decision is there, the words are not: the document says in which language they will come.

globalThis.demo.speak(globalThis.tailorbird.page);
