package proxy

import "testing"

func TestProblemText(t *testing.T) {
	tests := map[string]struct {
		problem Problem
		want    string
	}{
		"a detail alone": {Problem{Detail: "Too late."}, "Too late."},
		"places": {
			Problem{Detail: "Not valid.", Errors: []Place{{"measures.0.measure", "unknown"}, {"interval", "no interval"}}},
			"Not valid. measures.0.measure: unknown; interval: no interval",
		},
		"a place without a path": {Problem{Detail: "Not valid.", Errors: []Place{{"", "not an object"}}}, "Not valid. not an object"},
		"places alone":           {Problem{Errors: []Place{{"a", "b"}}}, "a: b"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := test.problem.Text(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
