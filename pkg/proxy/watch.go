package proxy

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// silence is how long a stream may say nothing. The proxy says every 15 seconds that it is there.
const silence = 50 * time.Second

// Watch asks a question whose answer goes on, and gives each state of it to take: an answer, which replaces the one
// before, or the problem that the proxy has with it for now. It returns when the stream ends: with what take said, or with
// an *Error.
func (c *Client) Watch(ctx context.Context, question json.RawMessage, take func(Result) error) error {
	own, hangUp := context.WithCancelCause(ctx)
	defer hangUp(nil)
	quiet := time.AfterFunc(c.silence, func() { hangUp(io.ErrUnexpectedEOF) })
	defer quiet.Stop()
	err := c.watch(own, question, take, func() { quiet.Reset(c.silence) })
	if ctx.Err() == nil && own.Err() != nil {
		return c.unreachable(ctx, context.Cause(own))
	}
	return err
}

func (c *Client) watch(ctx context.Context, question json.RawMessage, take func(Result) error, heard func()) error {
	stream, err := c.Stream(ctx, http.MethodPost, "/api/v1/live", question)
	if err != nil {
		return err
	}
	defer func() { _ = stream.Body.Close() }()
	if !stream.isEvents() {
		return c.refusalOf(ctx, stream)
	}
	lines := bufio.NewReader(stream.Body)
	for {
		event, text, err := nextEvent(lines, c.maxBody, heard)
		if err != nil {
			return c.unreachable(ctx, err)
		}
		state, err := decodeState(event, text)
		if err != nil {
			return c.notTheProxy(&Response{Status: stream.Status, Header: stream.Header}, err)
		}
		if err := take(state); err != nil {
			return err
		}
	}
}

func (s *Stream) isEvents() bool {
	return s.Status == http.StatusOK && strings.HasPrefix(s.Header.Get("Content-Type"), "text/event-stream")
}

// refusalOf says why there is no stream of events.
func (c *Client) refusalOf(ctx context.Context, stream *Stream) error {
	body, err := io.ReadAll(httpclient.MaxBytesReader(stream.Body, c.maxBody))
	if err != nil {
		return c.unreachable(ctx, err)
	}
	return c.refusal(&Response{Status: stream.Status, Header: stream.Header, Body: body})
}

// nextEvent reads server-sent events up to the next that is an answer or a problem. Comments only show that somebody is
// there, and events of other names are left for those who know them.
func nextEvent(lines *bufio.Reader, most int64, heard func()) (event string, text []byte, err error) {
	for {
		line, err := readLine(lines, most-int64(len(text)))
		if err != nil {
			return "", nil, err
		}
		heard()
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch {
		case string(name) == "event":
			event = string(value)
		case string(name) == "data":
			text = append(text, value...)
		case len(line) == 0 && len(text) > 0 && (event == "answer" || event == "problem"):
			return event, text, nil
		case len(line) == 0:
			event, text = "", nil
		}
	}
}

// readLine reads a line of any length up to most, without its end.
func readLine(lines *bufio.Reader, most int64) ([]byte, error) {
	var whole []byte
	for {
		part, err := lines.ReadSlice('\n')
		whole = append(whole, part...)
		switch {
		case int64(len(whole)) > most:
			return nil, httpclient.ErrResponseBodyTooLarge
		case err == nil:
			return bytes.TrimRight(whole, "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

func decodeState(event string, text []byte) (Result, error) {
	var state Result
	if event == "problem" {
		state.Problem = &Problem{}
		return state, json.Unmarshal(text, state.Problem)
	}
	err := json.Unmarshal(text, &state)
	return state, err
}
