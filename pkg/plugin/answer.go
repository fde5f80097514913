package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"runtime/debug"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// toResponse makes Grafana's response from the proxy's result for one query.
func toResponse(ctx context.Context, refID string, result json.RawMessage) backend.DataResponse {
	if len(result) == 0 {
		return failed(http.StatusBadGateway, sentence("The proxy gave no answer to this query."))
	}
	var read proxy.Result
	if err := json.Unmarshal(result, &read); err != nil {
		return unreadable(err)
	}
	if read.Problem != nil {
		return failed(read.Problem.Status, sentence(read.Problem.Text()))
	}
	frames, err := toFrames(ctx, refID, read.Answer)
	if err != nil {
		return unreadable(err)
	}
	return backend.DataResponse{Frames: frames, Status: backend.StatusOK}
}

func unreadable(err error) backend.DataResponse {
	return failed(http.StatusBadGateway,
		sentencef("The proxy's answer cannot be read: are plugin and proxy of the same version? (%v)", err))
}

// toFrames decodes an answer's frames and gives each what one must know to believe it: the answer's meta whole,
// under custom, where the app's pages read it, and, once, in words as notices, which Grafana shows on the panel.
func toFrames(ctx context.Context, refID string, answer proxy.Answer) (data.Frames, error) {
	var said proxy.Meta
	if err := json.Unmarshal(answer.Meta, &said); err != nil {
		return nil, err
	}
	var whole map[string]any
	if err := json.Unmarshal(answer.Meta, &whole); err != nil {
		return nil, err
	}
	frames := make(data.Frames, len(answer.Frames))
	for i, text := range answer.Frames {
		frame, err := toFrame(ctx, text)
		if err != nil {
			return nil, err
		}
		frame.RefID = refID
		addCustom(frame, whole)
		frames[i] = frame
	}
	if len(frames) > 0 {
		frames[0].AppendNotices(notices(said)...)
	}
	return frames, nil
}

// toFrame decodes one frame. The SDK's decoder takes the shape on trust and panics on some that are wrong,
// such as an entity of a row that is not there; here a wrong shape is an error like any other.
func toFrame(ctx context.Context, text json.RawMessage) (frame *data.Frame, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			backend.Logger.FromContext(ctx).Error("a frame cannot be decoded", "cause", cause, "stack", string(debug.Stack()))
			frame, err = nil, errors.New("a frame has a wrong shape")
		}
	}()
	frame = &data.Frame{}
	if err := json.Unmarshal(text, frame); err != nil {
		return nil, err
	}
	if _, err := frame.RowLen(); err != nil {
		return nil, err
	}
	return frame, nil
}

func addCustom(frame *data.Frame, meta map[string]any) {
	if frame.Meta == nil {
		frame.Meta = &data.FrameMeta{}
	}
	custom := maps.Clone(meta)
	if own, ok := frame.Meta.Custom.(map[string]any); ok {
		custom = maps.Clone(own)
		maps.Copy(custom, meta)
	}
	frame.Meta.Custom = custom
}
