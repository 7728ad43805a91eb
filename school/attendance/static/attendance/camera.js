/* The phone's camera: reads codes itself where the browser can, else gives still pictures. */
(() => {
  "use strict";
  const LONGEST = 900;
  const video = document.querySelector("[data-camera]");
  if (!video) return;

  const jpeg = (source, width, height) => {
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
  };
  const open = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false,
    });
    video.srcObject = stream;
    await video.play();
  };
  const detector = async () => {
    if (!window.BarcodeDetector) return null;
    const formats = await BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  };
  const frame = () => video.videoWidth ? jpeg(video, video.videoWidth, video.videoHeight) : "";
  const picture = async (file) => {
    const bitmap = await createImageBitmap(file);
    return jpeg(bitmap, bitmap.width, bitmap.height);
  };

  window.evening = { ...window.evening, camera: { detector, frame, open, picture, video } };
})();
