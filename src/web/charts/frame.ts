/* The arithmetic of a chart: where things go. No markup. */
import { scaleLinear, scalePoint } from 'd3-scale'

export type Room = {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly end: number
  readonly bottom: number
  readonly start: number
}

/** Two drawings of each chart: letters keep their size, so a narrow screen needs fewer of them, not smaller ones. */
export const wideRoom: Room = { width: 760, height: 320, top: 28, end: 96, bottom: 40, start: 56 }
export const narrowRoom: Room = { width: 320, height: 280, top: 28, end: 12, bottom: 40, start: 44 }

export type Frame = {
  readonly room: Room
  readonly x: (place: number) => number
  readonly y: (value: number) => number
  readonly ticks: readonly number[]
  /** Half the distance between two neighbours: where a line between them is drawn. */
  readonly half: number
}

/** Scales for so many points and all the values that must fit; the axis always begins at nought. */
export function frameOf(room: Room, points: number, values: readonly number[]): Frame {
  const most = Math.max(1, ...values)
  const across = scalePoint<number>()
    .domain(Array.from({ length: points }, (_, i) => i))
    .range([room.start, room.width - room.end])
    .padding(0.5)
  const up = scaleLinear()
    .domain([0, most])
    .nice(4)
    .range([room.height - room.bottom, room.top])
  return {
    room,
    x: place => tidy(across(place) ?? room.start),
    y: value => tidy(up(value)),
    ticks: up.ticks(4),
    half: across.step() / 2,
  }
}

/** Which points are named on the axis: as many as fit without touching, the last one always among them. */
export function namedPlaces(points: number, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(points / most))
  return Array.from({ length: points }, (_, i) => i).filter(place => (points - 1 - place) % step === 0)
}

/** One decimal is finer than a screen can show. */
export const tidy = (value: number): number => Math.round(value * 10) / 10
