package dev.takt.web.dashboard;

import dev.takt.web.dashboard.RecentAnswers.Answer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what is written instead of sending it. Errors and redirections go their usual way. */
final class KeptResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable PrintWriter writer;

    KeptResponse(HttpServletResponse response) {
        super(response);
    }

    /** What was written, unless it was something else than a page. */
    Optional<Answer> answer() {
        if (writer != null) {
            writer.flush();
        }
        String type = getContentType();
        return isCommitted() || getStatus() != SC_OK || type == null
                ? Optional.empty()
                : Optional.of(new Answer(type, body.toByteArray()));
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                body.write(octets, from, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("Nothing is written asynchronously here");
            }
        };
    }

    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void resetBuffer() {
        body.reset();
        super.resetBuffer();
    }

    @Override
    public void reset() {
        body.reset();
        writer = null;
        super.reset();
    }

    @Override
    public void setContentLength(int length) {
        // that of what is kept is set by whoever sends it
    }

    @Override
    public void setContentLengthLong(long length) {
        // likewise
    }
}
