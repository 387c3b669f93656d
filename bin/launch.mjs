// Loaded before src/main.ts by the launcher. A launcher that is killed outright can pass no signal on; its channel to us
// then closes, and we ask ourselves to stop in good order rather than live on unseen and hold the data folder.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
