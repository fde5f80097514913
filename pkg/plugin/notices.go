package plugin

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

var severities = map[string]data.NoticeSeverity{
	"info":    data.NoticeSeverityInfo,
	"warning": data.NoticeSeverityWarning,
	"error":   data.NoticeSeverityError,
}

// notices says in words what an answer's meta says to programs: generated events, a source that is not well,
// what was left out, and the answer's own notices.
func notices(meta proxy.Meta) []data.Notice {
	var said []data.Notice
	say := func(severity data.NoticeSeverity, format string, args ...any) {
		said = append(said, data.Notice{Severity: severity, Text: fmt.Sprintf(format, args...)})
	}
	if meta.Demo {
		say(data.NoticeSeverityInfo, "Demo: these numbers come from generated events.")
	}
	if meta.Source.State != "" && meta.Source.State != "ok" {
		say(data.NoticeSeverityWarning, "The source %s is %s.", meta.Source.Name, meta.Source.State)
	}
	if cut := meta.Cut; cut != nil {
		say(data.NoticeSeverityInfo, "Shown are the %d largest of %d values of %s.", cut.Shown, cut.Total, cut.What)
	}
	for _, notice := range meta.Notices {
		say(severities[notice.Severity], "%s", notice.Text)
	}
	return said
}
