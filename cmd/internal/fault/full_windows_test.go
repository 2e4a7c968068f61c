package fault

// fullDisk is what the system says when there is no room left.
const fullDisk = errorDiskFull
