package plugin

import (
	"testing"
	"time"
)

func TestLastEvent(t *testing.T) {
	now := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	at := func(age time.Duration) *string {
		text := now.Add(-age).Format(instant)
		return &text
	}
	nonsense := "yesterday"
	tests := map[string]struct {
		moment *string
		want   string
	}{
		"none":                       {nil, "No event has arrived yet."},
		"nonsense":                   {&nonsense, "When the last event arrived is not known."},
		"now":                        {at(0), "Last event less than a minute ago."},
		"by a clock that runs ahead": {at(-time.Hour), "Last event less than a minute ago."},
		"a minute":                   {at(119 * time.Second), "Last event 1 minute ago."},
		"minutes":                    {at(3 * time.Minute), "Last event 3 minutes ago."},
		"an hour":                    {at(time.Hour), "Last event 1 hour ago."},
		"hours":                      {at(23*time.Hour + 59*time.Minute), "Last event 23 hours ago."},
		"days":                       {at(72 * time.Hour), "Last event 3 days ago."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := lastEvent(test.moment, now); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
