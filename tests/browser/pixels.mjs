// The frames that Chromium paints, as pictures: how many of them have red in them. Playwright has no such thing.

/** Every frame is sent as a picture, and looked at in a page of its own, because a browser is what reads pictures here. */
export async function watchPixels(page) {
  const session = await page.context().newCDPSession(page);
  const frames = [];
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  const eye = await page.context().newPage();
  await page.bringToFront();
  await session.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  return {
    /** How many of the frames so far have red in them. */
    red: async () => {
      let red = 0;
      for (const frame of frames.slice()) if (await eye.evaluate(hasRed, frame)) red += 1;
      return red;
    },
    /** Of all frames; at least one has to be there. */
    stop: async () => {
      await session.send("Page.stopScreencast");
      if (frames.length === 0) throw new Error("no frame was painted");
    },
  };
}

async function hasRed(frame) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${frame}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  for (let at = 0; at < data.length; at += 4) if (data[at] > 200 && data[at + 1] < 60 && data[at + 2] < 60) return true;
  return false;
}
