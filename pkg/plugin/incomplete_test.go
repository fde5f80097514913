package plugin

import (
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func TestIncompleteIntervals(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }
	text := func(n int) any { return day(n).Format(instant) }
	tests := map[string]struct {
		marked any
		want   string
	}{
		"none":              {[]any{}, ""},
		"not said":          {nil, ""},
		"of a wrong shape":  {"2026-03-03", ""},
		"the last":          {[]any{text(3)}, "The last interval is not complete: its numbers can still change."},
		"the first":         {[]any{text(1)}, "1 of 3 intervals are not complete."},
		"first and last":    {[]any{text(1), text(3)}, "2 of 3 intervals are not complete, the last among them: its numbers can still change."},
		"an unknown moment": {[]any{text(1), "soon"}, "2 of 3 intervals are not complete."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			frame := data.NewFrame("trends", data.NewField("time", nil, []time.Time{day(1), day(2), day(3)}))
			frame.Meta = &data.FrameMeta{Custom: map[string]any{"incomplete": test.marked}}
			var got string
			for _, notice := range incomplete(frame) {
				got += notice.Text
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
