/** The most memory, in megabytes, that this process came to hold beyond what it held before, while something was done. */
export async function grownBy(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const looking = setInterval(look, 5)
  try {
    await work()
    look()
  } finally {
    clearInterval(looking)
  }
  return Math.round((most - before) / 1024 ** 2)
}
