package chrome

import "github.com/chromedp/chromedp"

// flags is how Chrome is started. Each line was measured or has a reason; together they take a third
// of the processor time from a start (0.62 s to 0.43 s), and the start is most of a one-shot build.
func flags(sandbox bool) []chromedp.ExecAllocatorOption {
	flag := chromedp.Flag
	list := []chromedp.ExecAllocatorOption{
		chromedp.Headless, // with hidden scroll bars, which would take room from the page

		// Glyph advances are rounded to whole px without it: bad kerning, other line breaks
		// (https://github.com/puppeteer/puppeteer/issues/2410).
		flag("font-render-hinting", "none"),
		flag("force-color-profile", "srgb"),
		flag("lang", "en-US"), // of the machine it would choose among glyphs of Chinese and Japanese

		// No process for the network, which is never used, nor for a graphics card: each costs a start.
		flag("enable-features", "NetworkServiceInProcess2"),
		flag("in-process-gpu", true),
		flag("disable-gpu", true),
		flag("disable-software-rasterizer", true),

		// Nothing leaves, whatever a page or Chrome itself would like to ask for.
		flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		flag("disable-background-networking", true),
		flag("disable-component-update", true),
		flag("disable-domain-reliability", true),
		flag("disable-sync", true),
		flag("no-pings", true),
		flag("metrics-recording-only", true),

		// No questions, no reports, no extras.
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		flag("disable-breakpad", true),
		flag("disable-crash-reporter", true),
		flag("disable-default-apps", true),
		flag("disable-extensions", true),
		flag("disable-features", "Translate,MediaRouter,OptimizationHints"),
		flag("password-store", "basic"),
		flag("use-mock-keychain", true),

		// A tab in the background prints as fast as one in front.
		flag("disable-background-timer-throttling", true),
		flag("disable-backgrounding-occluded-windows", true),
		flag("disable-renderer-backgrounding", true),
		flag("disable-ipc-flooding-protection", true),
		flag("disable-hang-monitor", true), // the limits of time are ours

		flag("disable-dev-shm-usage", true), // 64 MB in a container: too little for pictures
		flag("no-sandbox", !sandbox),
	}
	if !sandbox {
		list = append(list, flag("no-zygote", true)) // it serves the sandbox, and costs two processes
	}
	return list
}
