// The frames that Chromium paints while something happens become a number: how many of them have red in them.

/** Every frame is sent as a picture and looked at in a page of its own, because a browser is what reads pictures here. */
export async function redPixels(page, happen) {
  const session = await page.context().newCDPSession(page);
  const frames = [];
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  await session.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  await happen();
  await session.send("Page.stopScreencast");
  if (frames.length === 0) throw new Error("no frame was painted");
  const eye = await page.context().newPage();
  let red = 0;
  for (const frame of frames) if (await eye.evaluate(hasRed, frame)) red += 1;
  await eye.close();
  return red;
}

async function hasRed(frame) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${frame}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  for (let at = 0; at < data.length; at += 4) if (data[at] > 200 && data[at + 1] < 60 && data[at + 2] < 60) return true;
  return false;
}
