import protobuf from 'protobufjs';

/** Reference §2.5: required fields must be on the wire even when they are 0. */
const DEFINITION = `
syntax = "proto2";
package pbbp2;
message Header {
  required string key = 1;
  required string value = 2;
}
message Frame {
  required uint64 SeqID = 1;
  required uint64 LogID = 2;
  required int32 service = 3;
  required int32 method = 4;
  repeated Header headers = 5;
  optional string payloadEncoding = 6;
  optional string payloadType = 7;
  optional bytes payload = 8;
  optional string LogIDNew = 9;
}`;

// Made ready at once: in one process with the bot, its SDK takes the library's long integers away for everybody when it is loaded.
const FRAME = protobuf.parse(DEFINITION, { keepCase: true }).root.resolveAll().lookupType('pbbp2.Frame').setup();

export const CONTROL = 0;
export const DATA = 1;

export type Frame = {
  SeqID: number;
  LogID: number;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payload?: Uint8Array;
};

export const encodeFrame = (frame: Frame): Uint8Array => FRAME.encode(FRAME.create(frame)).finish();

/** `undefined`: not a frame, or one that lacks what is required. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    return FRAME.toObject(FRAME.decode(bytes), { longs: Number, arrays: true }) as Frame;
  } catch {
    return undefined;
  }
}

export const headersOf = (of: Record<string, string>): Frame['headers'] =>
  Object.entries(of).map(([key, value]) => ({ key, value }));

export const headerOf = (frame: Frame, key: string): string | undefined =>
  frame.headers.find((header) => header.key === key)?.value;

/** The payload in pieces of so many bytes, wherever that cuts a character; at least one. */
export function piecesOf(payload: Buffer, bytes: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < payload.length; from += bytes) pieces.push(payload.subarray(from, from + bytes));
  return pieces.length === 0 ? [payload] : pieces;
}
