package plugin

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func recordedResults(tb testing.TB, name string) map[string]proxy.Result {
	tb.Helper()
	var answer struct {
		Results map[string]proxy.Result `json:"results"`
	}
	if err := json.Unmarshal(proxytest.Recorded(tb, name), &answer); err != nil {
		tb.Fatal(err)
	}
	return answer.Results
}

// answerOf is an answer of these frames.
func answerOf(meta string, frames ...string) proxy.Result {
	result := proxy.Result{Meta: json.RawMessage(meta)}
	for _, frame := range frames {
		result.Frames = append(result.Frames, json.RawMessage(frame))
	}
	return result
}

func TestRecordedAnswers(t *testing.T) {
	results := recordedResults(t, "answers")
	tests := map[string]struct {
		frame, field string
		rows         int
	}{
		"trends": {"trends", "page_views", 4},
		"top":    {"top", "page_views", 5},
		"funnel": {"steps", "step_name", 2},
	}
	for refID, test := range tests {
		t.Run(refID, func(t *testing.T) {
			response := toResponse(t.Context(), refID, results[refID])
			if response.Error != nil {
				t.Fatal(response.Error)
			}
			first := response.Frames[0]
			field, _ := first.FieldByName(test.field)
			if first.Name != test.frame || first.RefID != refID || first.Rows() != test.rows || field == nil {
				t.Errorf("got frame %q of %q with %d rows and fields %v", first.Name, first.RefID, first.Rows(), first.Fields)
			}
			for _, frame := range response.Frames {
				custom := frame.Meta.Custom.(map[string]any)
				if custom["workspace"] != "default" || custom["demo"] != false || custom["freshness"] == nil {
					t.Errorf("custom is %v", custom)
				}
			}
		})
	}
}

func TestAnAnswersTypesLabelsAndUnits(t *testing.T) {
	frame := toResponse(t.Context(), "A", recordedResults(t, "answers")["trends"]).Frames[0]

	if got, want := frame.Fields[0].Type(), data.FieldTypeNullableTime; got != want {
		t.Errorf("the first field is %v, want %v", got, want)
	}
	if got, want := *frame.Fields[0].At(0).(*time.Time), time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("the first bucket is %v, want %v: midnight in Berlin", got, want)
	}
	var labelled bool
	for _, field := range frame.Fields[1:] {
		labelled = labelled || field.Labels["page.path"] != ""
		if field.Config == nil || field.Config.Unit == "" {
			t.Errorf("%s has no unit", field.Name)
		}
	}
	if !labelled {
		t.Error("no field carries the breakdown's label")
	}
}

func TestNoticesAreSaidOnceAndInWords(t *testing.T) {
	frames := toResponse(t.Context(), "A", recordedResults(t, "demo")["top"]).Frames
	want := []string{
		"Demo: these numbers come from generated events.",
		"Shown are the 5 largest of 15 values of page.path.",
		"11.1 % of the 9 people are anonymous daily visitors: the same person counts again each day.",
	}
	var got []string
	for _, notice := range frames[0].Meta.Notices {
		got = append(got, notice.Text)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyTheFirstFrameHasNotices(t *testing.T) {
	frame := `{"schema":{"name":"f","fields":[],"meta":{"custom":{"own":1,"demo":false}}},"data":{"values":[]}}`
	answer := answerOf(`{"demo":true,"notices":[{"severity":"warning","text":"w"}]}`, frame, frame)

	frames := toResponse(t.Context(), "A", answer).Frames

	if len(frames[0].Meta.Notices) != 2 || len(frames[1].Meta.Notices) != 0 {
		t.Errorf("got %v and %v", frames[0].Meta.Notices, frames[1].Meta.Notices)
	}
	for _, frame := range frames {
		if custom := frame.Meta.Custom.(map[string]any); custom["own"] != 1.0 || custom["demo"] != true {
			t.Errorf("custom is %v: the frame's own is kept, the answer's meta wins", custom)
		}
	}
}

// frameWith has a time, a number, a text and a boolean.
func frameWith(values, entities string) string {
	return `{"schema":{"name":"f","fields":[
		{"name":"t","type":"time","typeInfo":{"frame":"time","nullable":true}},
		{"name":"n","type":"number","typeInfo":{"frame":"float64","nullable":true}},
		{"name":"s","type":"string","typeInfo":{"frame":"string","nullable":true}},
		{"name":"b","type":"boolean","typeInfo":{"frame":"bool","nullable":true}}
	]},"data":{"values":` + values + `,"entities":` + entities + `}}`
}

func TestNullIsNotKnownAndEntitiesAreNoNumbers(t *testing.T) {
	frame := frameWith(
		`[[1772323200000,null,1772496000000,1772582400000],[null,null,null,null],["a",null,"c","d"],[true,null,false,true]]`,
		`[null,{"NaN":[1],"Inf":[2],"NegInf":[3]},null,null]`)

	response := toResponse(t.Context(), "A", answerOf(`{}`, frame))

	if response.Error != nil {
		t.Fatal(response.Error)
	}
	fields := response.Frames[0].Fields
	for i, field := range fields {
		if i != 1 && (!field.NilAt(1) || field.NilAt(2)) {
			t.Errorf("%s: null is not kept", field.Name)
		}
	}
	number := func(row int) float64 { return *fields[1].At(row).(*float64) }
	if !fields[1].NilAt(0) || !math.IsNaN(number(1)) || !math.IsInf(number(2), 1) || !math.IsInf(number(3), -1) {
		t.Errorf("got %v", fields[1])
	}
}

func TestAnAnswerOfAWrongShapeIsAnError(t *testing.T) {
	none := `[null,null,null,null]`
	good := frameWith(`[[1],[1],["a"],[true]]`, none)
	tests := map[string]proxy.Result{
		"no meta":                  {},
		"meta that is no object":   answerOf(`5`, good),
		"meta of another shape":    answerOf(`{"cut":"all"}`, good),
		"a frame that is a number": answerOf(`{}`, `5`),
		"a frame without schema":   answerOf(`{}`, `{"data":{"values":[[1]]}}`),
		"an unknown type":          answerOf(`{}`, `{"schema":{"fields":[{"name":"a","typeInfo":{"frame":"map"}}]}}`),
		"text as a time":           answerOf(`{}`, frameWith(`[["x"],[1],["a"],[true]]`, none)),
		"a number as a boolean":    answerOf(`{}`, frameWith(`[[1],[1],["a"],[7]]`, none)),
		"columns of two lengths":   answerOf(`{}`, frameWith(`[[1,2],[1],["a"],[true]]`, none)),
		"too few columns":          answerOf(`{}`, frameWith(`[[1],[1]]`, none)),
		"too many columns":         answerOf(`{}`, frameWith(`[[1],[1],["a"],[true],[1]]`, none)),
		"an entity beyond its row": answerOf(`{}`, frameWith(`[[1],[1],["a"],[true]]`, `[null,{"NaN":[9]}]`)),
		"an entity in a text":      answerOf(`{}`, frameWith(`[[1],[1],["a"],[true]]`, `[null,null,{"NaN":[0]}]`)),
		"an entity of no field":    answerOf(`{}`, frameWith(`[[1],[1],["a"],[true]]`, `[null,null,null,null,{"NaN":[0]}]`)),
	}
	for name, answer := range tests {
		t.Run(name, func(t *testing.T) {
			response := toResponse(t.Context(), "A", answer)
			if response.Error == nil || response.Status != 502 || response.ErrorSource != backend.ErrorSourceDownstream {
				t.Fatalf("got %+v", response)
			}
			expectSaid(t, response.Error.Error(), "cannot be read: are plugin and proxy of the same version?")
		})
	}
}

func FuzzAFrameThatIsTakenCanBePassedOn(f *testing.F) {
	for _, result := range recordedResults(f, "answers") {
		for _, frame := range result.Frames {
			f.Add([]byte(frame))
		}
	}
	f.Add([]byte(frameWith(`[[1],[1],["a"],[true]]`, `[null,{"NaN":[0]}]`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		response := toResponse(t.Context(), "A", answerOf(`{}`, string(text)))
		if response.Error != nil {
			return
		}
		if _, err := response.Frames.MarshalArrow(); err != nil {
			t.Errorf("this frame was taken, but Grafana cannot be given it: %v", err)
		}
	})
}
