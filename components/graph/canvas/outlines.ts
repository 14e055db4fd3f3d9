/** Outlines on a grid of 16, as paths: the canvas and the legend draw the same. */
export const outlines = {
  workload: 'M8 1.8 13.4 4.9v6.2L8 14.2 2.6 11.1V4.9zM2.8 5 8 8l5.2-3M8 8v6',
  service: 'M8 2.2 13.8 8 8 13.8 2.2 8z',
  gateway: 'M2 8h8M7 4.8 10.2 8 7 11.2M9.5 2.5h4v11h-4',
  external:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M1.8 8h12.4M8 1.8c-4.2 3.6-4.2 8.8 0 12.4 4.2-3.6 4.2-8.8 0-12.4',
  passthrough: 'M2 8h12M10.5 4.5 14 8l-3.5 3.5M2 4v8',
  blackhole: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M3.6 3.6l8.8 8.8',
  unknown:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M6.2 6.3c.3-2.4 4-2.1 3.6.2C9.500 7.700 8 7.800 8 9.300M8 11.4v.2',
  inaccessible: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  namespace: 'M8 2 14 5 8 8 2 5zM2.400 8 8 10.800 13.600 8M2.400 11 8 13.800 13.600 11',
  lockClosed: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  lockOpen: 'M3.500 7.500h9v6h-9zM5.500 7.500V4.600a2.500 2.500 0 0 1 4.800-.9',
} as const;
