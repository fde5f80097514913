package plugin

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

const (
	firstPause   = 250 * time.Millisecond
	longestPause = 15 * time.Second
)

// SubscribeStream lets whoever may query the datasource watch a question.
func (d *Datasource) SubscribeStream(_ context.Context, request *backend.SubscribeStreamRequest) (*backend.SubscribeStreamResponse, error) {
	if _, ok := subscribed(request.Path, request.Data); !ok {
		return &backend.SubscribeStreamResponse{Status: backend.SubscribeStreamStatusNotFound}, nil
	}
	return &backend.SubscribeStreamResponse{Status: backend.SubscribeStreamStatusOK}, nil
}

// PublishStream is refused: what is shown comes from the proxy alone.
func (d *Datasource) PublishStream(context.Context, *backend.PublishStreamRequest) (*backend.PublishStreamResponse, error) {
	return &backend.PublishStreamResponse{Status: backend.PublishStreamStatusPermissionDenied}, nil
}

// RunStream sends the whole window whenever it changes, to all who watch it, until Grafana finds that nobody does. A proxy
// that goes away is looked for until it is back; since each window replaces the one before, nothing is missing then.
func (d *Datasource) RunStream(ctx context.Context, request *backend.RunStreamRequest, sender *backend.StreamSender) error {
	question, ok := subscribed(request.Path, request.Data)
	if !ok {
		return errors.New("the stream has no question")
	}
	ctx = withAsker(ctx, request.PluginContext, request)
	window := &window{sender: sender}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := d.proxy.Watch(ctx, question, func(state proxy.Result) error {
			pause = firstPause
			return window.show(ctx, state)
		})
		failure, ok := errors.AsType[*proxy.Error](err)
		if ctx.Err() != nil || !ok {
			return errors.Join(ctx.Err(), err)
		}
		backend.Logger.FromContext(ctx).Warn("a live stream ended and is opened again", "path", request.Path, "error", err)
		if failure.Status < 500 {
			// It is of no use to hurry with what is refused.
			pause = longestPause
		}
		if err := window.warn(err); err != nil {
			return err
		}
		select {
		case <-time.After(pause/2 + rand.N(pause)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// window is what a stream shows.
type window struct {
	sender *backend.StreamSender
	frame  *data.Frame
}

// show sends an answer's frame in the place of the one before, or says what the proxy's problem is.
func (w *window) show(ctx context.Context, state proxy.Result) error {
	response := toResponse(ctx, "", state)
	if response.Error != nil {
		return w.warn(response.Error)
	}
	if len(response.Frames) == 0 {
		return nil
	}
	w.frame = response.Frames[0]
	return w.sender.SendFrame(w.frame, data.IncludeAll)
}

// warn sends the last window again, which says that it is not kept up.
func (w *window) warn(cause error) error {
	if w.frame == nil {
		return nil
	}
	meta := *w.frame.Meta
	meta.Notices = append([]data.Notice{{Severity: data.NoticeSeverityWarning, Text: "Not live now: " + cause.Error()}}, meta.Notices...)
	stale := *w.frame
	stale.Meta = &meta
	return w.sender.SendFrame(&stale, data.IncludeAll)
}
