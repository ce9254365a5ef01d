/** The `-j` forms of iproute2: an array of objects whose fields are absent when they are at their defaults. */
import type { Report } from './problem.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns an empty list, with a problem reported, when the text is not a JSON array of objects. Empty text is an empty list. */
export function readRows(text: string, report: Report): readonly JsonObject[] {
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.filter(isObject);
    report(0, 'expected a JSON array, as `ip -j` prints it');
  } catch (error) {
    report(0, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return [];
}

export function textOf(row: JsonObject, key: string): string | undefined {
  const value = row[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(row: JsonObject, key: string): number | undefined {
  const value = row[key];
  return typeof value === 'number' ? value : undefined;
}

export function listOf(row: JsonObject, key: string): readonly unknown[] {
  const value = row[key];
  return Array.isArray(value) ? value : [];
}

export function objectOf(row: JsonObject, key: string): JsonObject {
  const value = row[key];
  return isObject(value) ? value : {};
}
