package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// toResponse makes Grafana's response from the proxy's result for one query.
func toResponse(ctx context.Context, refID string, result proxy.Result) backend.DataResponse {
	if result.Problem != nil {
		return failed(result.Problem.Status, sentence(result.Problem.Text()))
	}
	frames, err := toFrames(ctx, refID, result)
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
func toFrames(ctx context.Context, refID string, answer proxy.Result) (data.Frames, error) {
	var said proxy.Meta
	var whole map[string]any
	for _, into := range []any{&said, &whole} {
		if err := json.Unmarshal(answer.Meta, into); err != nil {
			return nil, fmt.Errorf("meta: %w", err)
		}
	}
	frames := make(data.Frames, len(answer.Frames))
	for i, text := range answer.Frames {
		frame, err := toFrame(ctx, text)
		if err != nil {
			return nil, err
		}
		frame.RefID = refID
		addCustom(frame, whole)
		frame.AppendNotices(incomplete(frame)...)
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
			backend.Logger.FromContext(ctx).Error("a frame cannot be decoded", "cause", cause)
			frame, err = nil, errors.New("a frame has a wrong shape")
		}
	}()
	frame = &data.Frame{}
	if err := frame.UnmarshalJSON(text); err != nil {
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
