/** The columns of the list: what is wrong, since when, what it is measured by over the last hour, harm. */
export const incidentColumns = 'grid grid-cols-[minmax(0,1fr)_6.5rem_8rem_7rem] gap-x-4';
