package plugin

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// incomplete says which of a frame's intervals are not whole, so that nobody takes the last point for a fall.
// An answer names them by the moments at which they begin.
func incomplete(frame *data.Frame) []data.Notice {
	custom, _ := frame.Meta.Custom.(map[string]any)
	marked, _ := custom["incomplete"].([]any)
	if len(marked) == 0 || frame.Rows() == 0 {
		return nil
	}
	var text string
	switch last := isLast(frame, marked[len(marked)-1]); {
	case last && len(marked) == 1:
		text = "The last interval is not complete: its numbers can still change."
	case last:
		text = fmt.Sprintf("%d of %d intervals are not complete, the last among them: its numbers can still change.", len(marked), frame.Rows())
	default:
		text = fmt.Sprintf("%d of %d intervals are not complete.", len(marked), frame.Rows())
	}
	return []data.Notice{{Severity: data.NoticeSeverityInfo, Text: text}}
}

// isLast tells whether the moment, a text, is the frame's last one.
func isLast(frame *data.Frame, moment any) bool {
	text, _ := moment.(string)
	begins, err := time.Parse(time.RFC3339, text)
	if err != nil || !frame.Fields[0].Type().Time() {
		return false
	}
	last, known := frame.Fields[0].ConcreteAt(frame.Rows() - 1)
	at, isTime := last.(time.Time)
	return known && isTime && at.Equal(begins)
}
