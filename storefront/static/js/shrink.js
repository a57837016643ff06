/* A photo small enough to travel: upright, at most 1600 pixels a side, as JPEG. What this browser cannot read (HEIC in
   most of them) is sent as it is; the shop can read it. */
const MOST_PIXELS = 1600;
const QUALITY = 0.85;
const SMALL_BYTES = 400_000;

export async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size < SMALL_BYTES) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return small && small.size < file.size ? small : file;
}
