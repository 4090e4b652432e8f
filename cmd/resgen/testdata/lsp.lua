-- A session of a real client: opens a file, waits for what the server finds, asks for a manual, completion and symbols, and has a
-- fix and an exception made. It prints what came of each, and ends with 1 when something did not come.
-- nvim --headless --clean -c 'luafile lsp.lua', with RESGEN_FILE and the flags of `resgen lsp` in RESGEN_FLAGS.
local say = function(text) io.stdout:write(text .. "\n") end
local fail = function(text) say("FAILED: " .. text); vim.cmd("cquit 1") end
local ok, problem = pcall(function()
  local file = vim.env.RESGEN_FILE
  vim.cmd("edit " .. file)
  local cmd = vim.list_extend({ "resgen", "lsp" }, vim.split(vim.env.RESGEN_FLAGS or "", " ", { trimempty = true }))
  local ended
  local id = vim.lsp.start_client({ name = "resgen", cmd = cmd, root_dir = vim.env.RESGEN_ROOT,
    on_exit = function(code) ended = code end })
  vim.lsp.buf_attach_client(0, id)
  local client = vim.lsp.get_client_by_id(id)

  local wait = function(what, cond)
    if not vim.wait(20000, cond, 20) then fail("waited for " .. what) end
  end
  local codes = function()
    local out = {}
    for _, d in ipairs(vim.diagnostic.get(0)) do table.insert(out, (d.lnum + 1) .. " " .. d.code) end
    table.sort(out)
    return out
  end
  local has = function(code)
    return function()
      for _, c in ipairs(codes()) do if c:find(code, 1, true) then return true end end
      return false
    end
  end
  local find = function(text)
    for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local at = line:find(text, 1, true)
      if at then return i, at - 1, line end
    end
    fail("no line has " .. text)
  end
  local at = function(text)
    local line, col = find(text)
    vim.api.nvim_win_set_cursor(0, { line, col })
    return vim.lsp.util.make_position_params(0, client.offset_encoding)
  end
  local ask = function(method, params)
    local answer, err = client.request_sync(method, params, 20000, vim.api.nvim_get_current_buf())
    if not answer then fail(method .. ": " .. tostring(err)) end
    if answer.err then fail(method .. ": " .. vim.inspect(answer.err)) end
    return answer.result
  end

  wait("findings", has("text/casing"))
  say("findings: " .. table.concat(codes(), ", "))

  local hover = ask("textDocument/hover", at("Postgresql"))
  say("hover: " .. hover.contents.value:match("%*%*(.-)%*%*"))
  hover = ask("textDocument/hover", at("pages:"))
  say("hover: " .. hover.contents.value:match("%*%*(.-)%*%*"))

  local symbols = ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params(0) })
  for _, s in ipairs(symbols) do
    say("symbol: " .. s.name .. (s.children and " > " .. s.children[1].name or ""))
  end

  -- The fix of one finding, as a person chooses it.
  local act = function(text, title)
    at(text)
    local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
    params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0) }
    for _, a in ipairs(ask("textDocument/codeAction", params)) do
      if a.title:find(title, 1, true) then
        vim.lsp.util.apply_workspace_edit(a.edit, client.offset_encoding)
        return
      end
    end
    fail("no action " .. title)
  end
  act("Postgresql", 'Write "PostgreSQL"')
  local _, _, line = find("PostgreSQL")
  say("fixed: " .. line)
  wait("the finding to go", function() return not has("text/casing")() end)

  act("Wrote", "Allow text/bare-bullet here")
  wait("the word of a missing reason", has("check/allow-without-reason"))
  _, _, line = find("allow text/bare-bullet")
  say("allowed: " .. line)
  vim.api.nvim_buf_set_lines(0, find("allow text/bare-bullet") - 1, find("allow text/bare-bullet"), false,
    { (line:gsub("reason", "it was the first of its kind")) })
  wait("the exception to count", function() return not has("allow")() and not has("text/bare-bullet")() end)

  -- Completion, with a key that is typed and not saved.
  local complete = function(text, want)
    local params = at(text)
    params.position.character = params.position.character + #text
    local answer = ask("textDocument/completion", params)
    for _, i in ipairs(answer.items) do
      if i.label == want then say("completed: " .. text .. " > " .. i.label); return end
    end
    fail("completion of " .. text .. " has no " .. want)
  end
  vim.api.nvim_buf_set_lines(0, 2, 2, false, { "pdf: {pap" })
  complete("pdf: {pap", "paper")
  vim.api.nvim_buf_set_lines(0, 2, 3, false, { "pdf: {paper: L" })
  complete("paper: L", "Letter")
  vim.api.nvim_buf_set_lines(0, 2, 3, false, {})
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "- Kuber" })
  complete("Kuber", "Kubernetes")

  client.stop()
  wait("the server's end", function() return ended ~= nil end)
  say("ended with " .. ended)
end)
if not ok then fail(tostring(problem)) end
vim.cmd("qall!")
