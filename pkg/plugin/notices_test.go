package plugin

import (
	"reflect"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

func TestNotices(t *testing.T) {
	tests := map[string]struct {
		meta proxy.Meta
		want []data.Notice
	}{
		"nothing to say": {proxy.Meta{Source: proxy.Source{Name: "events", State: "ok"}}, nil},
		"generated events": {proxy.Meta{Demo: true}, []data.Notice{
			{Severity: data.NoticeSeverityInfo, Text: "Demo: these numbers come from generated events."},
		}},
		"a stale source": {proxy.Meta{Source: proxy.Source{Name: "plausible", State: "stale"}}, []data.Notice{
			{Severity: data.NoticeSeverityWarning, Text: "The source plausible is stale."},
		}},
		"a cut": {proxy.Meta{Cut: &proxy.Cut{What: "page.path", Shown: 10, Total: 57}}, []data.Notice{
			{Severity: data.NoticeSeverityInfo, Text: "Shown are the 10 largest of 57 values of page.path."},
		}},
		"the answer's own": {
			proxy.Meta{Notices: []proxy.Notice{
				{Severity: "info", Text: "12 % are new."},
				{Severity: "warning", Text: "w"},
				{Severity: "error", Text: "e"},
				{Severity: "unheard of", Text: "u"},
			}},
			[]data.Notice{
				{Severity: data.NoticeSeverityInfo, Text: "12 % are new."},
				{Severity: data.NoticeSeverityWarning, Text: "w"},
				{Severity: data.NoticeSeverityError, Text: "e"},
				{Severity: data.NoticeSeverityInfo, Text: "u"},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := notices(test.meta); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
