package io.bidiclient.page;

import io.bidiclient.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The distribution's Chromium with one page, whose microphone plays a file. */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips a test aloud where there is no browser, but not in CI. */
  static void require() {
    Tool.need("chromium");
    Tool.need("chromedriver");
  }

  /** A browser whose microphone plays the WAV file once and then is silent. */
  static Chromium speaking(Path wav) {
    return start(
        List.of(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-audio-capture=" + wav + "%noloop"),
        Map.of());
  }

  /** A browser whose person refuses the microphone to every page. */
  static Chromium refusing() {
    return start(
        List.of("--use-fake-device-for-media-stream"),
        Map.of("profile.default_content_setting_values.media_stream_mic", 2));
  }

  private static Chromium start(List<String> arguments, Map<String, Object> preferences) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Tool.path("chromium").orElseThrow().toString());
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1000,800"));
    options.addArguments(all);
    options.setExperimentalOption("prefs", preferences);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Tool.path("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  /** Opens a page and waits until it is ready to record. */
  Chromium open(String url) {
    driver.get(url);
    waitUntil("Start can be pressed", () -> button("Start").isEnabled());
    return this;
  }

  /** Opens a page. */
  Chromium get(String url) {
    driver.get(url);
    return this;
  }

  /** Opens another page, in a tab of its own, beside the first. */
  void openBeside(String url) {
    driver.switchTo().newWindow(WindowType.TAB);
    driver.get(url);
  }

  /** Closes the tab that is looked at, as a person does, and looks at the one that is left. */
  void closeTab() {
    String gone = driver.getWindowHandle();
    driver.close();
    driver.getWindowHandles().stream()
        .filter(handle -> !handle.equals(gone))
        .findFirst()
        .ifPresent(handle -> driver.switchTo().window(handle));
  }

  /** Presses the button of that name. */
  void press(String name) {
    button(name).click();
  }

  /** The button of that accessible name. */
  WebElement button(String name) {
    return driver.findElements(By.tagName("button")).stream()
        .filter(found -> found.getAccessibleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + name));
  }

  /** The transcript as it is read, whatever its paragraphs. */
  String transcript() {
    WebElement log =
        driver.findElements(By.cssSelector("[role=log]")).stream()
            .filter(found -> found.getAccessibleName().equals("Transcript"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no log called Transcript"));
    return log.getText().replaceAll("\\s*\\n\\s*", " ");
  }

  /** What the page says of its state. */
  String status() {
    return driver.findElement(By.id("status")).getText();
  }

  /** What it says went wrong. */
  String alerts() {
    return driver.findElement(By.cssSelector("[role=alert]")).getText();
  }

  /** A count of the status element. */
  long count(String name) {
    String value = driver.findElement(By.id("status")).getAttribute("data-" + name);
    return value == null ? 0 : Long.parseLong(value);
  }

  /** Chooses a file with the page's own control. */
  void choose(Path file) {
    driver.findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
  }

  /** Drops a file on the page. */
  void drop(Path file) throws IOException {
    run(
        "const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));"
            + "const dataTransfer = new DataTransfer();"
            + "dataTransfer.items.add(new File([bytes], arguments[1]));"
            + "const event = { bubbles: true, cancelable: true, dataTransfer };"
            + "document.body.dispatchEvent(new DragEvent('dragenter', event));"
            + "document.body.dispatchEvent(new DragEvent('drop', event));",
        Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
        file.getFileName().toString());
  }

  /** Saves downloads in the folder, without a question. */
  void saveTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** The page's address as the browser shows it. */
  String address() {
    return driver.getCurrentUrl();
  }

  /** Runs a script in the page and returns what it returns. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Looks at the page through a window of so many CSS pixels, each so many of the screen's. */
  void window(int width, int height, int zoom) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", zoom, "mobile", false));
  }

  /** Presses keys, as a person without a mouse does. */
  void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses Tab until the element of that id has the keyboard. */
  void tabTo(String id) {
    for (int i = 0; i < 60; i++) {
      if (focused().equals(id)) {
        return;
      }
      keys(Keys.TAB);
    }
    throw new AssertionError("Tab does not lead to " + id);
  }

  /** The id of the element that has the keyboard. */
  String focused() {
    return (String) run("return document.activeElement?.id ?? ''");
  }

  /** Whether something is so in the page, as a script says it. */
  boolean is(String condition) {
    return Boolean.TRUE.equals(run("return Boolean(" + condition + ")"));
  }

  /** The share of the window's height that the transcript has, in per cent. */
  long share() {
    return (Long)
        run(
            "const box = document.getElementById('log').getBoundingClientRect();return"
                + " Math.round(100 * (Math.min(innerHeight, box.bottom) - Math.max(0, box.top)) /"
                + " innerHeight)");
  }

  /** What a checker of accessibility finds, one line a finding. */
  @SuppressWarnings("unchecked")
  List<String> findings(String axe) {
    run(axe);
    return (List<String>)
        driver.executeAsyncScript(
            "const done = arguments[0];window.axe.run().then(({ violations }) =>"
                + " done(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary })"
                + " => `${id}: ${html}: ${failureSummary}`))));");
  }

  /** A picture of what it shows, as PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Samples a second of its sound. */
  long rate() {
    return (Long) run("return new AudioContext().sampleRate");
  }

  /** Waits, and says what for and what the page showed when it does not come. */
  void waitUntil(String what, Condition condition) {
    waitUntil(PATIENCE, what, condition);
  }

  /** Waits so long at most. */
  void waitUntil(Duration longest, String what, Condition condition) {
    try {
      new WebDriverWait(driver, longest, Duration.ofMillis(200))
          .ignoring(StaleElementReferenceException.class)
          .until(any -> condition.holds());
    } catch (TimeoutException e) {
      throw new AssertionError(
          "not within %s: %s; status: %s; alerts: %s; transcript: %s"
              .formatted(longest, what, status(), alerts(), transcript()),
          e);
    }
  }

  /** Something that will hold. */
  interface Condition {
    boolean holds();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
