package plugin

import (
	"fmt"
	"time"
)

// lastEvent says how old the newest event is. The moment is the proxy's text: ISO 8601, or none where no event ever came.
func lastEvent(moment *string, now time.Time) string {
	if moment == nil {
		return "No event has arrived yet."
	}
	at, err := time.Parse(time.RFC3339, *moment)
	if err != nil {
		return "When the last event arrived is not known."
	}
	return fmt.Sprintf("Last event %s.", ago(now.Sub(at)))
}

func ago(age time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case age < time.Minute:
		return "less than a minute ago"
	case age < time.Hour:
		return count(int(age/time.Minute), "minute")
	case age < day:
		return count(int(age/time.Hour), "hour")
	default:
		return count(int(age/day), "day")
	}
}

func count(n int, unit string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s ago", unit)
	}
	return fmt.Sprintf("%d %ss ago", n, unit)
}
