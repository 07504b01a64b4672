package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at a real Chromium. Whatever a page does against its own content security policy, or any script throws, is an
 * error when the browser is closed.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run().then(found => done(found.violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))));""";

    private final URI application;
    private final ChromeDriver driver;

    private Browser(URI application, Path chromium, Path chromedriver) {
        this.application = application;
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .withLogFile(new File("target/chromedriver.log"))
                .build();
        driver = new ChromeDriver(service, options(chromium));
        size(1280, 900);
    }

    private static ChromeOptions options(Path chromium) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // builds often run as root, where there is none
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        return options;
    }

    /** Skips the test, and says so, where there is no Chromium with its driver. */
    static Browser open(URI application) {
        Optional<Path> chromium = BROWSERS.stream().flatMap(Browser::installed).findFirst();
        Optional<Path> chromedriver = installed("chromedriver").findFirst();
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            String missing = "NO BROWSER TESTS: install Chromium and its driver (Debian: chromium, chromium-driver)";
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        return new Browser(application, chromium.orElseThrow(), chromedriver.orElseThrow());
    }

    private static Stream<Path> installed(String program) {
        return FOLDERS.stream().map(folder -> Path.of(folder, program)).filter(Files::isExecutable);
    }

    Browser logIn(String name, String password) {
        go("login.xhtml");
        enter(name, password);
        await(address -> !address.contains("login"));
        return this;
    }

    void enter(String name, String password) {
        type("login:name", name);
        type("login:password", password);
        press("[id='login:enter']");
    }

    void go(String path) {
        driver.get(application.resolve(path).toString());
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Light or dark, as a person's system has it. */
    void colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The zone of the person's system. */
    void zone(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    void type(String id, String text) {
        WebElement input = find("[id='" + id + "']");
        input.clear();
        input.sendKeys(text);
    }

    /** Into inputs whose keys depend on the browser's language, such as those of times. */
    void set(String id, String value) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                find("[id='" + id + "']"),
                value);
    }

    void choose(String id, String value) {
        new Select(find("[id='" + id + "']")).selectByValue(value);
    }

    void press(String css) {
        find(css).click();
    }

    /** Presses what reads so. */
    void follow(String link) {
        driver.findElement(By.linkText(link)).click();
    }

    String text(String css) {
        return find(css).getText();
    }

    String value(String id) {
        return Objects.requireNonNullElse(find("[id='" + id + "']").getDomProperty("value"), "");
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** Waits until a part of the page says something. */
    void awaitText(String css, String part) {
        until(
                "\"" + part + "\" in " + css,
                () -> Stream.of(driver.findElements(By.cssSelector(css)))
                        .flatMap(List::stream)
                        .anyMatch(element -> element.getText().contains(part)));
    }

    void await(Predicate<String> address) {
        until("another address", () -> address.test(address()));
    }

    private void until(String what, java.util.function.BooleanSupplier holds) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(() -> what + " at " + address() + ":\n" + text("body"))
                .until(unused -> holds.getAsBoolean());
    }

    private WebElement find(String css) {
        until(css, () -> has(css));
        return driver.findElement(By.cssSelector(css));
    }

    /** No serious violation of the rules of accessibility, as axe-core knows them. By the driver: the policy of pages holds. */
    void assertAccessible() {
        driver.executeScript(axe());
        Object violations = driver.executeAsyncScript(AXE);
        assertEquals(List.of(), violations, address());
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is wider than the window. */
    void assertFits() {
        Object fits = driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assertEquals(true, fits, address() + " is wider than the window");
    }

    /** Answers of 403 and 404 are noted in the console too, and tests ask for them. */
    @Override
    public void close() {
        try {
            List<String> complaints = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                    .map(entry -> entry.getLevel() + " " + entry.getMessage())
                    .filter(message -> !message.contains("Failed to load resource"))
                    .toList();
            assertTrue(complaints.isEmpty(), complaints.toString());
        } finally {
            driver.quit();
        }
    }
}
