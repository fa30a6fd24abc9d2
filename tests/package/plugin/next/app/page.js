"use client";

import { useEffect } from "react";
import { open } from "tailorbird/page";

export default function Page() {
  useEffect(() => {
    const page = open();
    page.render();
    globalThis.page = page;
    return page.close;
  }, []);
  return (
    <h1 data-tb-slot="hero" data-tb-text="title">
      Server
    </h1>
  );
}
