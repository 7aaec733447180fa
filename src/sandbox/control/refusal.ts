/** What the driver of the sandbox asked for makes no sense; said in a sentence, HTTP 400 unless told. */
export class ControlRefusal extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'ControlRefusal';
  }
}
